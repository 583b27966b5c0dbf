namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Tests that set what holds for the whole process, and so run alone.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;
