using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

public sealed class RegnskapssystemInMemoryTests(SampleApp app) : RegnskapssystemTests(app), IClassFixture<SampleApp>;
