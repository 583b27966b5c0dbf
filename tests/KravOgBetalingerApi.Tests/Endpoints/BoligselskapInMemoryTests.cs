using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

public sealed class BoligselskapInMemoryTests(SampleApp app) : BoligselskapTests(app), IClassFixture<SampleApp>;
