namespace KravOgBetalingerApi.Models;

/// <summary>The body of every error answer.</summary>
public sealed record Feil
{
    /// <summary>The code, for programs: <c>KB-001</c> to <c>KB-009</c>, <c>DAS-003</c> or <c>DAS-008</c>.</summary>
    public required string Kode { get; init; }

    /// <summary>What is wrong, for people; the wording may vary.</summary>
    public required string Melding { get; init; }

    /// <summary>The request's correlation id.</summary>
    public Guid? Korrelasjonsid { get; init; }
}
