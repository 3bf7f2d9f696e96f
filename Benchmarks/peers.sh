# Sourced: builds the peers of the bill workload, once. The peers are built in a copy, for the workload's folder may be read-only.
#
#   build_peers WORKLOAD PLACE BILLS
build_peers() {
  if [ ! -x "$2/bill/out/gopeer" ] || [ ! -x "$2/bill/out/cpp-hardcoded" ]; then
    rm -rf "${2:?}/bill"
    cp -r "$1" "$2/bill"
    chmod -R u+w "$2/bill"
    PEER_OUT=$2/bill/out "$2/bill/build_peers.sh" "$3" >/dev/null
  fi
}
