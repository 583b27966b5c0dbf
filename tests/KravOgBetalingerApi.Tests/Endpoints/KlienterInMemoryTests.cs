using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

public sealed class KlienterInMemoryTests(SampleApp app) : KlienterTests(app), IClassFixture<SampleApp>;
