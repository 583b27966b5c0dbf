namespace KravOgBetalingerApi.Models;

/// <summary>The body of every error answer.</summary>
public sealed record Feil
{
    /// <summary>The code, for programs: see <see cref="Errors.Feilkoder"/>.</summary>
    public required string Kode { get; init; }

    /// <summary>What is wrong, for people; the wording may vary.</summary>
    public required string Melding { get; init; }

    /// <summary>The request's correlation id.</summary>
    public Guid? Korrelasjonsid { get; init; }
}
