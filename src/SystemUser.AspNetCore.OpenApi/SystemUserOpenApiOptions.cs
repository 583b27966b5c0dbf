namespace SystemUser.AspNetCore.OpenApi;

/// <summary>What the bodies of the refusals are, in an app that writes its own with <c>ISystemUserProblemWriter</c>.</summary>
public sealed class SystemUserOpenApiOptions
{
    /// <summary>Gets or sets the type that the bodies are made of. Defaults to <see langword="null"/>: the package's own problem details.</summary>
    public Type? ProblemType { get; set; }

    /// <summary>Gets or sets the media types of the bodies. Defaults to <c>application/problem+json</c>.</summary>
    public IReadOnlyList<string> ProblemMediaTypes { get; set; } = ["application/problem+json"];
}
