# Sourced by the other scripts, from the project's folder: builds target/phien.jar if something changed since.
if [ ! -f target/phien.jar ] || [ ! -d target/lib ] || [ -n "$(find pom.xml src/main web -newer target/phien.jar -not -path '*/node_modules*' -print -quit)" ]; then
  echo "Building (the first time takes a minute or two) …" >&2
  mvn -q -B -Dmaven.test.skip=true package
fi
