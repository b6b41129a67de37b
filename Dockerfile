# The hub as one image; which of its processes runs is said by the command: `hub serve gateway`, `hub serve residents`, `hub migrate`.
# NODE_ENV is left to whoever runs it: production refuses the development issuer, and the default of docker-compose.yml is for trying.

FROM node:24-bookworm-slim AS built
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts: `prepare` would build before the sources are here, and no dependency needs one.
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY runtime runtime
COPY schema schema
COPY subgraphs subgraphs
COPY gateway gateway
COPY cli cli
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24-bookworm-slim
WORKDIR /app
# What the process may write to, and nothing else: volumes mounted on these folders take over their owner and mode.
RUN install -d -o node -g node -m 700 /data /data/keys && install -d -o node -g node -m 700 /data/subgraphs /data/subgraphs/residents /data/subgraphs/programs /data/subgraphs/conversations /data/subgraphs/referrals
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY schema schema
COPY cities cities
COPY --from=built /app/dist dist
ENV HUB_DATA=/data
USER node
CMD ["node", "dist/cli/hub.js", "help"]
