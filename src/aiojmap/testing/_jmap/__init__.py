"""JMAP itself: requests, standard methods, states; nothing about mail or HTTP."""
