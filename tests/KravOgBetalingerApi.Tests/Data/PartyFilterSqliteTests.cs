using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Data;

public sealed class PartyFilterSqliteTests(SampleApp app) : PartyFilterTests(app), IClassFixture<SampleApp>;
