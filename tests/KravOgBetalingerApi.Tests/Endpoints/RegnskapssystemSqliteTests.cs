using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

public sealed class RegnskapssystemSqliteTests(SampleApp app) : RegnskapssystemTests(app), IClassFixture<SampleApp>;
