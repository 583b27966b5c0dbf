namespace KravOgBetalingerApi.Tests.Support;

/// <summary>Tests on the real clock, with the app's real time limits: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = nameof(Alone);
}
