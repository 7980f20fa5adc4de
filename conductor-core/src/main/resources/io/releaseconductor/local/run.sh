# Runs a command: $1 is the run's folder, the rest is the command. Whoever looks at the run reads what is left in the folder.

# Goes on when whoever started it ends, and lives until the command does, to write down how that ended.
trap '' INT HUP
trap : TERM

folder=$1
shift

# One step says that the run has begun, and by which process. It fails if somebody has given the run up.
ln -s "$$" "$folder/process" || exit 1

if [ -e "$folder/cancel" ]; then
  code=143
else
  (exec "$@") > "$folder/log" 2>&1
  code=$?
fi

echo "$code" > "$folder/exit.new"
mv "$folder/exit.new" "$folder/exit"
