"""The invented people and firms that write to the account."""

from __future__ import annotations

from typing import Final

from .letter import Person

MAYA: Final[Person] = ("Maya Lindqvist", "maya.lindqvist@northwind.example")
TOMAS: Final[Person] = ("Tomás Okafor", "tomas.okafor@northwind.example")
PRIYA: Final[Person] = ("Priya Raman", "priya@raman.example")
EDWIN: Final[Person] = ("Edwin Vale", "edwin.vale@family.example")
JUNO: Final[Person] = ("Juno Castellanos", "juno@lighthouse.example")
IBRAHIM: Final[Person] = ("Ibrahim Sato", "i.sato@lighthouse.example")
BOOKS: Final[Person] = ("Corner Books", "orders@cornerbooks.example")
RAIL: Final[Person] = ("Fernway Rail", "tickets@fernway-rail.example")
POWER: Final[Person] = ("Brightwater Energy", "billing@brightwater.example")
BANK: Final[Person] = ("Harbour Bank", "alerts@harbourbank.example")
TIDAL: Final[Person] = ("The Tidal Weekly", "weekly@tidal.example")
POND: Final[Person] = ("Python Pond", "digest@pythonpond.example")
BUILDS: Final[Person] = ("Build server", "ci@builds.northwind.example")
DENTIST: Final[Person] = ("Elm Street Dental", "reception@elmstreetdental.example")
PRIZES: Final[Person] = ("Prize Office", "winner@prizes.example")
PILLS: Final[Person] = ("Dr. Wonder", "offers@wonder.example")
