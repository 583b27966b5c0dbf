namespace SmartCloud.KravOgBetalinger;

/// <summary>What the API says when it says no.</summary>
/// <param name="Kode">Its code, such as <c>DAS-008</c>.</param>
/// <param name="Melding">What is wrong, in words.</param>
/// <param name="Korrelasjonsid">The id by which the provider finds the call again.</param>
internal sealed record Feil(string? Kode, string? Melding, string? Korrelasjonsid);
