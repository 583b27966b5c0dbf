namespace SmartCloud.Tests.Support;

/// <summary>What a browser got.</summary>
public sealed record Page(int Status, string Html, string? Location, IReadOnlyDictionary<string, string> Headers);
