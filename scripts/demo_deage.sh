#!/usr/bin/env bash
# The README's second demo: a performer who does not exist agrees to look 35, and is made to, in demo_deage/.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${1:-.venv/bin} film=demo_deage clip=examples/performer.mp4
export COULISSE_KEYS=$film/.keys # of this demo only: the performer's key never lies on the production's machine
shots='sq010_*' last=$(date -d '+30 days' +%F 2>/dev/null || date -v+30d +%F)

if [ ! -d "$film/performers" ]; then
  mkdir -p "$film"
  "$bin/coulisse" keys person vera
  "$bin/coulisse" performer add "Vera Nobody" --born 1962-03-01 --reference examples/performer_1.jpg \
    --reference examples/performer_2.jpg --signer "performer:Vera Nobody:vera" --out "$film"
  "$bin/coulisse" grant draft "Vera Nobody" --shot "$shots" --until "$last" --final --folder "$film" \
    --use 'age_alteration:30-80:In the flashbacks she is seen as she looked at thirty-five.' \
    --compensation "none: she does not exist" --out "$film"
  "$bin/coulisse" grant sign "$film"/g-*.json --key vera
  "$bin/coulisse" grant import "$film"/g-*.json --out "$film"
fi
exec "$bin/coulisse" deage "$clip" --performer "Vera Nobody" --age-now 62 --age 35 --shot sq010_sh0010 --out "$film"
