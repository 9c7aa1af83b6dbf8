"""What Alembic runs: the migrations, on the connection that it was given."""

from alembic import context

from quiz.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
