using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Data;

public sealed class PartyFilterPostgreSqlTests(PostgreSqlApp app)
    : PartyFilterTests(app.OrSkip()),
        IClassFixture<PostgreSqlApp>;
