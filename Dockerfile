FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml .
COPY src src
COPY web web
RUN mvn -q -B -DskipTests package

FROM eclipse-temurin:25-jre
RUN useradd --system --create-home phien && mkdir /data && chown phien /data
USER phien
WORKDIR /home/phien
COPY --from=build /src/target/phien.jar .
COPY --from=build /src/target/lib lib
ENV PHIEN_HTTP_HOST=0.0.0.0 PHIEN_DATA_DIR=/data PHIEN_DEMO=false
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-XX:-HeapDumpOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "phien.jar"]
