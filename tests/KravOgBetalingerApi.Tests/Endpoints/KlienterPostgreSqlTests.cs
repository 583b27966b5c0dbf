using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

public sealed class KlienterPostgreSqlTests(PostgreSqlApp app)
    : KlienterTests(app.OrSkip()),
        IClassFixture<PostgreSqlApp>;
