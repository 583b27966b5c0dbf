using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Data;

public sealed class RegisterSqliteTests(SampleApp app) : RegisterTests(app), IClassFixture<SampleApp>;
