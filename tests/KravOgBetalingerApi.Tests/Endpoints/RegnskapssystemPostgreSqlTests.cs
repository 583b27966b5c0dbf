using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

public sealed class RegnskapssystemPostgreSqlTests(PostgreSqlApp app)
    : RegnskapssystemTests(app.OrSkip()),
        IClassFixture<PostgreSqlApp>;
