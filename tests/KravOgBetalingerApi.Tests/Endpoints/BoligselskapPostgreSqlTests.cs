using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

public sealed class BoligselskapPostgreSqlTests(PostgreSqlApp app)
    : BoligselskapTests(app.OrSkip()),
        IClassFixture<PostgreSqlApp>;
