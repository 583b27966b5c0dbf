using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

public sealed class BoligselskapSqliteTests(SampleApp app) : BoligselskapTests(app), IClassFixture<SampleApp>;
