# What npm installs for tests is said by its bytes, and comes from wherever npm is told to look.

lock=tests/web/package-lock.json
if grep -nE '"resolved"|//[^"]*registry' "$lock"; then
    echo "$lock: says where packages are to come from"
    exit 1
fi
named=$(grep -c '^    "node_modules/' "$lock")
held=$(grep -c '"integrity": "sha512-' "$lock")
if [ "$named" = 0 ] || [ "$named" != "$held" ]; then
    echo "$lock: $named packages, and the bytes of $held of them are known"
    exit 1
fi
echo "$named packages"
