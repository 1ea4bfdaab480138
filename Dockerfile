# docker build -t zhengce .
# docker run --rm -v "$PWD/inbox:/inbox:ro" -v "$PWD/data:/data" zhengce run /inbox --to sqlite:////data/zhengce.db
ARG BASE=python:3.12-slim
FROM ${BASE} AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY pipeline pipeline
COPY models models
RUN python3 -m venv /opt/zhengce \
 && /opt/zhengce/bin/pip install --no-cache-dir --constraint constraints.txt \
    ".[html,docx,pdf,parquet,postgresql,mysql,remote]"

FROM ${BASE}
RUN useradd --create-home --home-dir /data zhengce
COPY --from=build /opt/zhengce /opt/zhengce
ENV PATH=/opt/zhengce/bin:$PATH LANG=C.UTF-8
USER zhengce
WORKDIR /data
ENTRYPOINT ["zhengce"]
CMD ["--help"]
