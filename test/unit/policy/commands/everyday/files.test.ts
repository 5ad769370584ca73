// Looking around: files, processes, the machine, the shell: what people and agents run every day, and what must pass without a question.
import { passes } from '../../../../support/policy/lists.ts';

passes(String.raw`
  ## looking around
  visudo -c
  nginx -v
  systemd-analyze blame
  systemd-cgls
  sestatus
  coredumpctl list
  udevadm info /dev/sda
  auditctl -l
  ipset list
  conntrack -L
  journalctl --header
  tc -s qdisc show dev eth0
  logrotate -d a.conf
  qemu-img info a.qcow2
  gsettings get org.gnome.x y
  dconf read /a
  wmctrl -l
  pactl list short sinks
  amixer
  ps -u "$USER" -o pid,comm
  ps -p $$ -o comm=
  kill -0 1234
  sysctl -a --pattern net
  lshw -short
  dmidecode -t memory
  dpkg -V curl
  dpkg -I x.deb
  rpm -V curl
  nvidia-smi pmon -c 1
  lsblk -f -o NAME,SIZE
  iostat -x -o JSON
  journalctl -b -1 -p err
  zpool status
  zfs list -t snapshot
  btrfs subvolume list /
  lvs
  mdadm --detail /dev/md0
  smartctl -a /dev/sda
  losetup -a
  swapon --show
  modinfo ext4
  pmap -x 1
  chage -l me
  apt-mark showmanual
  sensors -u
  ls
  ls -1
  ls -lah
  ls -ltr
  ls -laR src
  ls -la --time-style=long-iso
  ls --group-directories-first
  ls -ld */
  ls -la src/ test/ 2>/dev/null
  ls -S | head -20
  ls -lt | head -n 10
  ls **/*.ts
  ls *.json *.md
  ls -a ..
  ls -A | wc -l
  ls -lhS | awk '{print $5, $9}'
  ls -1 | grep -v node_modules
  ls -i a.txt
  ls -lG
  ls -la@ .
  ls -lO
  ls --color=always
  ls "$HOME"
  ls $PWD
  ls -la "$(pwd)"
  dir
  tree
  tree -L 3 -I 'node_modules|.git|dist'
  tree -a -L 2
  tree -d
  tree -h --du
  tree --dirsfirst -F
  tree -J -L 1
  tree -P '*.ts' --prune
  tree --gitignore
  exa -la
  eza --tree --level=2
  eza -la --git
  lsd -la
  pwd
  pwd -P
  cd src && pwd
  cd .. && ls
  pushd src && ls && popd
  basename src/a.ts .ts
  dirname src/a.ts
  realpath src/a.ts
  readlink -f node_modules/.bin/tsc
  stat src/a.ts
  stat -c '%s %n' *.ts
  stat -f '%z %N' a.ts
  stat --format=%y a.ts
  file src/*
  file -b --mime-type a.png
  file -i a.txt
  du -sh .
  du -sh *
  du -sh * | sort -h
  du -ah --max-depth=1 | sort -rh | head -20
  du -d 1 -h
  du -sk src
  df -h
  df -h .
  df -i
  df -Th
  wc -l src/*.ts
  wc -c a.bin
  wc -w README.md
  find . -name '*.ts' | wc -l
  find . -type f -name '*.py' | head -50
  find . -type d -name node_modules -prune -o -name '*.js' -print
  find . -not -path './node_modules/*' -name '*.json'
  find . -not -path '*/node_modules/*' -not -path '*/.git/*' -type f
  find . -path ./node_modules -prune -o -type f -print
  find src -name '*.ts' -o -name '*.tsx'
  find . \( -name '*.ts' -o -name '*.tsx' \) -type f
  find . -iname '*readme*'
  find . -mtime -1 -type f
  find . -size +1M
  find . -size +100k -exec ls -lh {} \;
  find . -empty -type d
  find . -maxdepth 1 -type d
  find . -mindepth 1 -maxdepth 2 -type d | sort
  find . -type f -printf '%s %p\n' | sort -rn | head
  find . -name '*.ts' -exec wc -l {} +
  find . -name '*.ts' -exec grep -l foo {} \;
  find . -name '*.log' -mtime +7 -print
  find . -type f -perm -u+x
  find . -newer package.json -type f
  find . -type l -ls
  find . -regex '.*\.\(ts\|js\)$'
  find . -name '*.ts' -print0 | xargs -0 grep -n TODO
  find . -name '*.ts' | xargs grep -l foo | sort
  find . -name '*.ts' | head -5 | xargs cat
  find . -type f | sed 's/.*\.//' | sort | uniq -c | sort -rn
  find . -type f -name '*.go' ! -name '*_test.go'
  find . -name Dockerfile -o -name 'docker-compose*.yml'
  find /usr/include -name stdio.h
  find / -name python3 -type f 2>/dev/null
  find / -name '*.so' -path '*cuda*' 2>/dev/null | head
  fd
  fd foo
  fd -e ts
  fd -t f -e py . src
  fd -H -I pattern
  fd --type d --max-depth 2
  fd -g '*.test.ts'
  fdfind -e md
  locate stdio.h
  whereis gcc
  which python3
  which -a node
  type ls
  type -a python
  command -v docker
  command -v node npm git
  hash
  ## reading files
  cat package.json
  cat -n src/a.ts
  cat -A a.txt
  cat a b c
  cat src/*.ts
  cat package.json | head -40
  cat README.md | grep -i install
  cat < README.md
  cat /etc/os-release
  cat /proc/cpuinfo | head
  cat /proc/meminfo
  cat /proc/version
  cat /sys/fs/cgroup/memory.max
  cat /usr/include/stdio.h
  cat "my file.txt"
  cat 'src/[id]/page.tsx'
  cat src/\[id\]/page.tsx
  cat Makefile Dockerfile 2>/dev/null
  cat tsconfig.json || echo missing
  head README.md
  head -n 50 src/a.ts
  head -c 200 a.bin
  head -100 a.txt
  head -n -5 a.txt
  tail -20 a.log
  tail -n 100 a.log
  tail -n +100 src/a.ts | head -50
  tail -c 100 a.bin
  tail -f a.log
  tail -F logs/app.log
  nl -ba src/a.ts
  nl -ba src/a.ts | sed -n '10,20p'
  sed -n '10,20p' src/a.ts
  sed -n 1,200p src/a.ts
  sed -n '/start/,/end/p' a.txt
  sed -n '5p;10p' a.txt
  sed 's/foo/bar/g' a.txt
  sed -E 's/([0-9]+)/<\1>/' a.txt
  sed '/^#/d' a.conf
  sed '/^$/d' a.txt | head
  sed -n '$=' a.txt
  sed -n '$p' a.txt
  sed '1d' a.csv
  sed -e 's/^ *//' -e 's/ *$//' a.txt
  sed 's|http://||' urls.txt
  sed -n "10,20p" src/a.ts
  sed 's/\x1b\[[0-9;]*m//g' a.log
  sed = a.txt | sed 'N;s/\n/\t/'
  sed -n '/class Foo/,/^}/p' src/a.ts
  bat src/a.ts
  bat -p src/a.ts
  bat --style=plain --paging=never src/a.ts
  bat -r 10:20 src/a.ts
  less README.md
  less -N src/a.ts
  more README.md
  zless a.gz
  xxd a.bin | head -20
  xxd -l 64 a.bin
  hexdump -C a.bin | head
  od -c a.txt | head
  od -A x -t x1z -v a.bin | head -5
  strings a.bin | grep -i version
  strings -n 8 a.bin | head
  tac a.log | head
  rev a.txt
  column -t a.txt
  column -t -s, a.csv
  fold -w 80 a.txt
  fmt -w 72 a.txt
  expand a.txt
  pr -n a.txt | head
  cmp a b
  diff a b
  diff -u a b | head -50
  diff -r src lib
  diff -rq src lib
  diff -y --width=120 a b
  diff --color=always -u a b
  diff <(sort a) <(sort b)
  diff <(ls a) <(ls b)
  diff -u <(git show HEAD:a.ts) a.ts
  comm -12 <(sort a) <(sort b)
  comm -23 a b
  sdiff a b
  vimdiff --help
  delta a b
  md5sum a.bin
  md5 a.bin
  sha256sum a.bin
  shasum -a 256 a.bin
  cksum a.bin
  b2sum a.bin
  sha256sum -c sums.txt
  openssl dgst -sha256 a.bin
  openssl md5 a.bin
  base64 a.bin
  base64 -d a.b64
  base64 --decode a.b64 | head
  echo aGVsbG8= | base64 -d
  echo hello | base64
  echo -n hello | sha256sum
  echo -n foo | md5sum
  echo hello | xxd
  echo hello | tr a-z A-Z
  echo "scale=2; 10/3" | bc
  bc -l <<< "10/3"
  expr 1 + 2
  echo $((1+2))
  echo $((2**10))
  seq 1 10
  seq 1 5 | paste -sd+
  seq -w 01 10
  printf '%s\n' foo bar
  printf '%d\n' 0x1f
  printf "%-20s %s\n" a b
  echo "a:b:c" | cut -d: -f2
  echo -e "a\tb"
  echo $HOME
  echo $PATH
  echo "$PATH" | tr ':' '\n'
  echo $SHELL
  echo $?
  echo $0
  echo "$USER@$(hostname)"
  echo "$(date): done"
  echo $RANDOM
  echo $BASH_VERSION
  echo {1..5}
  echo *
  echo *.ts
  echo "=== Section ===" && cat a.txt
  printenv PATH
  printenv HOME SHELL
  date
  date +%s
  date -u
  date -u +%Y-%m-%dT%H:%M:%SZ
  date -d yesterday +%F
  date -d @1700000000
  date -r 1700000000
  date -v-1d +%F
  date --iso-8601=seconds
  date -R
  cal
  cal 2024
  uptime
  uname
  uname -a
  uname -m
  uname -sr
  whoami
  id
  id -u
  groups
  hostname
  hostname -f
  hostname -I
  hostnamectl
  hostnamectl status
  timedatectl
  timedatectl status
  localectl
  loginctl list-sessions
  loginctl
  arch
  nproc
  nproc --all
  getconf _NPROCESSORS_ONLN
  getconf LONG_BIT
  getconf -a | grep PAGE
  lsb_release -a
  sw_vers
  sw_vers -productVersion
  sysctl -n hw.ncpu
  sysctl hw.memsize
  sysctl -a | grep cpu
  sysctl vm.swappiness
  ulimit -a
  ulimit -n
  umask
  locale
  locale -a
  tty
  stty -a
  stty size
  tput cols
  tput colors
  free -h
  free -m
  vmstat 1 3
  iostat
  mpstat
  lscpu
  lsblk
  lsblk -f
  lspci
  lsusb
  lsmod
  lsmem
  lsof -i :3000
  lsof -iTCP -sTCP:LISTEN -n -P
  lsof -p 1234
  lsof +D src
  fuser 3000/tcp
  w
  who
  last -n 5
  ps
  ps aux
  ps -ef
  ps aux | grep node
  ps aux | grep -v grep | grep node
  ps -p 1234 -o pid,ppid,cmd
  ps -eo pid,pcpu,pmem,comm --sort=-pcpu | head
  ps auxf
  ps -ax
  ps aux --sort=-%mem | head -10
  pgrep -fl node
  pgrep -a python
  pidof nginx
  pstree -p
  pstree
  top -b -n 1 | head -20
  top -l 1 | head
  top -bn1
  jobs
  jobs -l
  mount
  mount | grep ext4
  mount | column -t
  findmnt
  findmnt /
  dmesg
  dmesg | tail -50
  dmesg -T | grep -i error
  journalctl -u nginx --no-pager -n 100
  journalctl -xe --no-pager
  journalctl --since "1 hour ago"
  journalctl -f -u app
  journalctl -b -p err
  journalctl --user -u app
  journalctl --disk-usage
  systemctl status
  systemctl status nginx --no-pager
  systemctl list-units --type=service
  systemctl list-units --state=running
  systemctl is-active nginx
  systemctl is-enabled docker
  systemctl cat nginx
  systemctl show nginx -p MainPID
  systemctl list-timers --all
  systemctl --user list-units
  systemctl --failed
  systemctl --version
  service nginx status
  service --status-all
  launchctl list
  launchctl list | grep com.apple
  rc-status
  sv status app
  supervisorctl status
  ip a
  ip addr
  ip addr show eth0
  ip -4 addr
  ip route
  ip r
  ip link
  ip link show
  ip neigh
  ip -s link
  ip route get 8.8.8.8
  ifconfig
  ifconfig eth0
  ifconfig -a
  netstat -tulpn
  netstat -an | grep LISTEN
  netstat -rn
  ss -tlnp
  ss -tulpn | grep 3000
  ss -s
  ss -ltn
  route -n
  arp -a
  scutil --dns
  networksetup -listallhardwareports
  networksetup -getdnsservers Wi-Fi
  getent passwd root
  nmcli device status
  nmcli
  resolvectl status
  nvidia-smi
  nvidia-smi --query-gpu=memory.used --format=csv
  nvcc --version
  rocm-smi
  vulkaninfo --summary
  glxinfo -B
  xrandr
  xdpyinfo
  xdg-mime query default text/html
  sensors
  acpi -b
  upower -i /org/freedesktop/UPower/devices/battery_BAT0
  true
  false
  :
  sleep 1
  sleep 0.5 && ls
  sleep 2; ps aux | grep node
  wait
  time ls
  time grep -r foo src
  timeout 10 grep -r foo .
  nice -n 10 du -sh .
  nohup ls
  stdbuf -oL tail -5 a.log
  yes | head -3
  test -f a.txt && echo exists
  test -d src || echo no
  [ -f a.txt ] && cat a.txt
  [ -z "$FOO" ] && echo empty
  [[ -f a.txt ]] && echo yes
  [[ "$a" == "$b" ]] && echo same
  [[ -d src && -f package.json ]] && echo ok
  [[ $x =~ ^[0-9]+$ ]] && echo num
  if [ -f a.txt ]; then cat a.txt; else echo none; fi
  if grep -q foo a.txt; then echo found; fi
  for f in a.ts b.ts; do echo "== $f"; cat "$f"; done
  for f in *.ts; do echo "$f"; done
  for f in src/*.ts; do wc -l "$f"; done
  for f in src/*.ts; do echo "=== $f ==="; head -20 "$f"; done
  for f in $(git diff --name-only); do echo $f; done
  for f in $(find . -name '*.ts'); do wc -l "$f"; done
  for i in 1 2 3; do echo $i; done
  for i in {1..3}; do echo $i; done
  for i in $(seq 1 5); do echo "line $i"; done
  for d in */; do echo "$d"; ls "$d" | wc -l; done
  for pkg in react vue; do grep -n "\"$pkg\"" package.json; done
  for p in 3000 8080; do lsof -i :$p; done
  for cmd in node npm git; do which $cmd; done
  while read -r line; do echo "$line"; done < a.txt
  while IFS= read -r line; do echo "$line"; done < a.txt
  cat a.txt | while read line; do echo "$line"; done
  git ls-files | while read f; do wc -l "$f"; done
  find . -name '*.ts' | while read -r f; do head -1 "$f"; done
  case "$1" in a) echo a;; *) echo b;; esac
  (cd src && ls)
  { ls; pwd; }
  ls && pwd || echo fail
  ls; echo "---"; pwd
  ls | head; echo; git status
  ! grep -q foo a.txt
  FOO=bar; echo $FOO
  x=5; echo $((x+1))
  name=foo; ls "$name"
  DIR=src; find "$DIR" -name '*.ts'
  FILE=src/a.ts; head -5 $FILE; tail -5 $FILE
  count=$(ls | wc -l); echo "$count files"
  files=$(find . -name '*.ts'); echo "$files" | wc -l
  version=$(cat VERSION); echo "v$version"
  N=$(nproc) && echo "$N cpus"
  set -e; ls
  set -x; ls src
  set -euo pipefail; grep -c foo a.txt
  echo "a b c" | xargs -n1 echo
  echo "a b c" | xargs
  ls *.ts | xargs wc -l
  ls *.ts | xargs -I{} echo {}
  git diff --name-only | xargs wc -l
  git ls-files '*.ts' | xargs grep -n foo
  git ls-files | xargs wc -l | tail -1
  git ls-files -z | xargs -0 wc -l | sort -n | tail
  grep -rl foo src | xargs grep -c bar
  rg -l foo | xargs wc -l
  seq 3 | xargs -I{} echo line {}
  cat <<EOF⏎hello⏎EOF
  cat <<'EOF' | grep foo⏎foo⏎EOF
  grep foo <<< "foo bar"
  wc -w <<< "a b c"
  read -r a b <<< "x y"; echo $a
  ls 2>&1 | head
  ls > /dev/null
  ls nonexistent 2>/dev/null || true
  ls 1>/dev/null 2>&1
  ls |& head
  make -v
  man ls
  man -k printf
  man 3 printf | head -50
  man git-log | col -b | head
  apropos network
  info ls
  help cd
  help
  whatis ls
  tldr tar
  clear
  ## shells around a command
  readonly X=1; echo $X
  trap - EXIT; ls
  trap '' INT; ls
  echo $((RANDOM % 10))
  echo $((16#ff))
  bash -lc 'ls -la'
  bash -lc 'git status'
  zsh -lc 'cat README.md'
  sh -c 'ls | head'
  bash -c 'cd src && ls'
  timeout 5 bash -c 'grep -rn foo src'
  bash -n script.sh
  git symbolic-ref --short HEAD
  brew tap
  pip list --outdated
  tmux ls
  difft a b
  rtk git status
  rtk git log --oneline -5
  rtk proxy ls
  rtk ls src
  FOO=1 jq . a.json
  tail -f /var/log/syslog
  cat /var/log/nginx/error.log | tail -20
  git remote show origin
  git remote show
`);
