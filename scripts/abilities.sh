# abilities.sh: what this machine and this user can do, for the scripts that choose tests by it. To be read in by them.

have() {
  local tool
  for tool in "$@"; do command -v "$tool" >/dev/null || return 1; done
}

# May this user mount something of its own, out of sight of the rest of the machine?
may_mount() {
  have unshare mount && unshare --mount -- mount -t tmpfs -o size=1m none /mnt 2>/dev/null
}

may_mount_loop() {
  local image dir rc=0
  have unshare mount mkfs.ext4 truncate || return 1
  image=$(mktemp) dir=$(mktemp -d)
  truncate -s 4M "$image"
  mkfs.ext4 -q "$image" && unshare --mount -- mount -o loop "$image" "$dir" 2>/dev/null || rc=1
  rm -rf "$image" "$dir"
  return $rc
}

# May this user run a print service of its own?
may_print() { ((EUID == 0)) && have cupsd lpadmin lp lpstat; }

# May this user run a PostgreSQL of its own? Debian keeps its programs by version; root has to find somebody else to run it as.
may_run_postgres() {
  { have initdb postgres || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; } && { ((EUID != 0)) || id -u postgres nobody >/dev/null 2>&1; }
}

# Does it have what builds the library of safe graphics?
may_build_mesa() { have meson ninja bison flex x86_64-w64-mingw32-g++-posix /usr/lib/apt/apt-helper && /usr/bin/python3 -c 'import mako' 2>/dev/null; }

may_release() { have wine wineserver x86_64-w64-mingw32-gcc makensis zip osslsigncode openssl && may_build_mesa; }
