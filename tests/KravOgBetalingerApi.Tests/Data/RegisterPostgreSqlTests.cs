using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Data;

public sealed class RegisterPostgreSqlTests(PostgreSqlApp app)
    : RegisterTests(app.OrSkip()),
        IClassFixture<PostgreSqlApp>;
