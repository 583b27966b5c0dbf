using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

public sealed class KlienterSqliteTests(SampleApp app) : KlienterTests(app), IClassFixture<SampleApp>;
