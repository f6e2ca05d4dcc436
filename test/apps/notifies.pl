# Says how it is by sd_notify. Its variables say what and when: READY_AFTER_MS, KEEP_ALIVE_MS (every so often), ALIVE_FOR_MS.
use strict;
use warnings;
use Socket;

$| = 1;
print "begins with pid $$\n";
$SIG{TERM} = sub { notify("STOPPING=1"); exit 0 };

notify("STATUS=warming up");
pause($ENV{READY_AFTER_MS} // 0);
notify("READY=1\nSTATUS=serves \e[31mall");
my $left = $ENV{ALIVE_FOR_MS} // 1e9;
while ($left > 0) {
  my $step = $ENV{KEEP_ALIVE_MS} // 100;
  notify("WATCHDOG=1") if $ENV{WATCHDOG_USEC};
  pause($step);
  $left -= $step;
}
print "hangs\n";
pause(1000) while 1;

sub notify {
  my ($message) = @_;
  socket(my $socket, AF_UNIX, SOCK_DGRAM, 0) or die "socket: $!";
  defined send($socket, $message, 0, sockaddr_un($ENV{NOTIFY_SOCKET})) or warn "not heard: $!\n";
}

sub pause {
  my ($ms) = @_;
  select undef, undef, undef, $ms / 1000;
}
