# Takes the sd_notify messages of replicas for an agent, since Node has no datagram sockets. It goes on while the agent is
# away, so that nothing is lost, and ends when neither an agent nor an open socket is left. usage: perl notices.pl FOLDER
#   FOLDER/control     from the agent: "open NAME SECRET", "close NAME", "end"; back: "opened NAME", "closed NAME"
#   FOLDER/NAME/SECRET the socket of one run of a replica: who can name it may write to it
#   FOLDER/NAME.state  "ready" or "stopping"; NAME.status: its last STATUS=; NAME.alive: its time is that of the last sign of life
use strict;
use warnings;
use Socket;

my ($folder) = @ARGV;
chdir $folder or die "cannot enter $folder: $!\n";
umask 077;
$SIG{PIPE} = 'IGNORE';

my (%sockets, %agents, %buffers);
unlink 'control';
socket(my $control, AF_UNIX, SOCK_STREAM, 0) or die "socket: $!\n";
bind($control, sockaddr_un('control')) or die "bind: $!\n";
listen($control, 8) or die "listen: $!\n";

my $known = 0;
while (-e 'control') {
  my $wanted = '';
  vec($wanted, fileno $_, 1) = 1 for $control, values %sockets, values %agents;
  my $found = select(my $ready = $wanted, undef, undef, 5);
  $ready = '' if $found <= 0;
  for my $name (keys %sockets) {
    next unless vec($ready, fileno $sockets{$name}, 1);
    next unless defined recv($sockets{$name}, my $message, 8192, 0);
    take($name, $_) for split /\n/, $message;
  }
  for my $agent (keys %agents) {
    next unless vec($ready, fileno $agents{$agent}, 1);
    obey($agent);
  }
  if (vec($ready, fileno $control, 1)) {
    if (accept(my $agent, $control)) {
      $agents{"$agent"} = $agent;
      $buffers{"$agent"} = '';
      $known = 1;
      syswrite $agent, "notices 1\n";
    }
  }
  last if ($known || $found == 0) && !%sockets && !%agents;
}

sub take {
  my ($name, $line) = @_;
  if ($line eq 'READY=1') { note("$name.state", 'ready'); note("$name.alive", '') }
  elsif ($line eq 'STOPPING=1') { note("$name.state", 'stopping') }
  elsif ($line eq 'WATCHDOG=1') { utime undef, undef, "$name.alive" }
  elsif ($line eq 'WATCHDOG=trigger') { utime 0, 0, "$name.alive" }
  elsif ($line =~ /^STATUS=(.{0,200})/) { note("$name.status", $1) }
}

sub obey {
  my ($agent) = @_;
  my $bytes = sysread $agents{$agent}, $buffers{$agent}, 4096, length $buffers{$agent};
  if (!$bytes || length $buffers{$agent} > 65536) {
    delete $agents{$agent};
    delete $buffers{$agent};
    return;
  }
  while (exists $agents{$agent} && $buffers{$agent} =~ s/^([^\n]*)\n//) {
    my $line = $1;
    if ($line =~ /^open ([0-9a-f]{16}) ([0-9a-f]{16})$/) { answer($agent, opened($1, $2) ? "opened $1" : "failed $1 $!") }
    elsif ($line =~ /^close ([0-9a-f]{16})$/) { closed($1); answer($agent, "closed $1") }
    elsif ($line eq 'end') { unlink 'control'; exit 0 }
    else { delete $agents{$agent} }
  }
}

sub answer {
  my ($agent, $line) = @_;
  syswrite $agents{$agent}, "$line\n";
}

sub opened {
  my ($name, $secret) = @_;
  return 1 if $sockets{$name};
  mkdir $name;
  chmod 0711, $name or return 0;
  unlink "$name/$secret";
  socket(my $socket, AF_UNIX, SOCK_DGRAM, 0) or return 0;
  bind($socket, sockaddr_un("$name/$secret")) or return 0;
  chmod 0666, "$name/$secret" or return 0;
  note("$name.alive", '') or return 0;
  $sockets{$name} = $socket;
  return 1;
}

sub closed {
  my ($name) = @_;
  delete $sockets{$name};
  unlink glob("$name/*"), map { "$name.$_" } qw(state status alive new);
  rmdir $name;
}

sub note {
  my ($path, $text) = @_;
  my ($beside) = $path =~ s/\.\w+$/.new/r;
  open(my $file, '>', $beside) or return 0;
  print $file $text;
  close $file or return 0;
  return rename $beside, $path;
}
