#!/usr/bin/perl
# Cyrus takes this program for sendmail and talks SMTP with it.  Mail for the server's own users
# cannot be delivered before httpd, which holds locks meanwhile, has its answer; so it is queued,
# and the same program, running as "postman" all the time, does that.
use strict;
use warnings;

my $home = $0 =~ s{/[^/]*$}{}r;
my ($count, $from, @to) = (0);
$SIG{PIPE} = 'IGNORE';

while (@ARGV && $ARGV[0] eq 'postman') {
    for my $name (glob "$home/outbox/*.queued") {
        open my $mail, '<:raw', $name or next;
        my ($sender, $recipient) = map { /<(.*)>/ } scalar <$mail>, scalar <$mail>;
        my @command = ('BIN/deliver', '-C', "$home/imapd.conf", '-r', $sender, $recipient);
        open my $deliver, '|-', @command or next;
        print $deliver $_ while <$mail>;
        close $deliver ? unlink $name : rename $name, $name =~ s/queued$/eml/r;
    }
    select undef, undef, undef, 0.02;
}

$| = 1;
print "220 stub\r\n";
while (my $line = <STDIN>) {
    my $answer = '250 2.0.0 ok';
    if ($line =~ /^EHLO/i) {
        print "250-$_\r\n" for qw(stub 8BITMIME ENHANCEDSTATUSCODES);
        $answer = '250 FUTURERELEASE 86400 2037-12-31T23:59:59Z';
    } elsif ($line =~ /^MAIL FROM:\s*(<.*?>)/i) {
        ($from, @to) = ($1);
    } elsif ($line =~ /^RCPT TO:\s*(<.*?>)/i) {
        if ($1 =~ /^<reject/i || index($1, '@') < 0) { $answer = '550 5.1.1 refused' } else { push @to, $1 }
    } elsif ($line =~ /^DATA/i) {
        print "354 go on\r\n";
        my $message = '';
        while (defined($_ = <STDIN>) && !/^\.\r?\n/) { $message .= s/^\.//r }
        for my $to (@to) {
            my $name = sprintf '%s/outbox/%d-%d-%d', $home, time, $$, ++$count;
            open my $file, '>:raw', "$name.new" or die $!;
            print $file "X-Envelope-From: $from\r\nX-Envelope-To: $to\r\n$message";
            close $file or die $!;
            rename "$name.new", $name . ($to =~ /\@DOMAIN>$/i ? '.queued' : '.eml');
        }
    }
    print "$answer\r\n";
    last if $line =~ /^QUIT/i;
}
