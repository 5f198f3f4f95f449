# syntax=docker/dockerfile:1

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source

# What decides the packages comes first: they are restored again only when it changes.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/MarsKb.Core/MarsKb.Core.csproj src/MarsKb.Core/
COPY src/MarsKb.Authoring/MarsKb.Authoring.csproj src/MarsKb.Authoring/
COPY src/MarsKb.Web/MarsKb.Web.csproj src/MarsKb.Web/
COPY src/MarsKb.Export/MarsKb.Export.csproj src/MarsKb.Export/
COPY src/MarsKb.Cli/MarsKb.Cli.csproj src/MarsKb.Cli/
RUN dotnet restore src/MarsKb.Cli -a $TARGETARCH -p:PublishReadyToRun=true

COPY wwwroot wwwroot
COPY src/MarsKb.Core src/MarsKb.Core
COPY src/MarsKb.Authoring src/MarsKb.Authoring
COPY src/MarsKb.Web src/MarsKb.Web
COPY src/MarsKb.Export src/MarsKb.Export
COPY src/MarsKb.Cli src/MarsKb.Cli
RUN dotnet publish src/MarsKb.Web -c Release -a $TARGETARCH --no-restore --self-contained false -p:PublishReadyToRun=true -o /app \
 && mkdir /data
RUN dotnet publish src/MarsKb.Cli -c Release -a $TARGETARCH --no-restore --self-contained false -p:PublishReadyToRun=true -o /app/cli

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
COPY content content
COPY --from=build --chown=$APP_UID:$APP_UID /data /data

# The runtime's diagnostic port would need a writable /tmp.
ENV ASPNETCORE_HTTP_PORTS=8080 \
    MarsKb__ContentDirectory=/app/content \
    MarsKb__DataDirectory=/data \
    DOTNET_EnableDiagnostics=0
VOLUME /data
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["dotnet", "MarsKb.Web.dll", "healthcheck"]
ENTRYPOINT ["dotnet", "MarsKb.Web.dll"]
