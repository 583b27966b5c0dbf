namespace KravOgBetalingerApi.Data.Entities;

/// <summary>A housing company's report, received once per correlation id.</summary>
public sealed class Innrapporteringspost : IPartsdata
{
    /// <inheritdoc/>
    public required string Partsidentifikator { get; init; }

    /// <summary>The sender's id of the report; a second report of the same id is the first one again.</summary>
    public required Guid Korrelasjonsid { get; init; }

    /// <summary>SHA-256 of the report's content, to tell a repetition from another report under the same id.</summary>
    public required byte[] Avtrykk { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset Mottatt { get; init; }

    /// <summary>The income year.</summary>
    public required int Inntektsaar { get; init; }

    /// <summary>The shares reported.</summary>
    public IList<Andelspost> Andeler { get; init; } = [];
}
