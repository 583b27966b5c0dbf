using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Access management's list of authorized parties: <c>POST accessmanagement/api/v1/resourceowner/authorizedparties</c>.</summary>
internal sealed class AuthorizedPartyDirectory(
    [FromKeyedServices(SystemUserHttpClients.Altinn)] OutboundClient http,
    LiveOptions options,
    TimeProvider timeProvider,
    SystemUserTelemetry telemetry,
    ILogger<AuthorizedPartyDirectory> logger
) : IAuthorizedPartyDirectory
{
    private const string Scope = "altinn:accessmanagement/authorizedparties.resourceowner";

    // What is not read is not asked for; a list of thousands is long enough without.
    private const string Query =
        "includeRoles=false&includeAccessPackages=false&includeResources=false&includeInstances=false"
        + "&includeSubParties=true&includeInactiveParties=false&anyOfResourceIds=";

    private readonly Seam _seam = new("What asks for authorized parties");
    private readonly OutboundService _service = new(
        "Altinn's list of authorized parties",
        "parties",
        timeProvider,
        telemetry,
        logger
    )
    {
        MaxAnswerBytes = 32 * 1024 * 1024, // a large accountant has tens of thousands of clients
    };

    public async Task<IReadOnlyList<AuthorizedOrganization>> GetOrganizationsAsync(
        SystemUserId systemUser,
        ResourceId resource,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfEqual(systemUser, default);
        ArgumentOutOfRangeException.ThrowIfEqual(resource, default);

        // The caller leaves when it will; the call itself ends with its budget, as the circuit breaker counts on.
        return await AskWithinBudgetAsync(systemUser, resource).WaitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<AuthorizedOrganization>> AskWithinBudgetAsync(
        SystemUserId systemUser,
        ResourceId resource
    )
    {
        var current = options.Current;
        using var budget = new CancellationTokenSource(current.Decisions.TotalTimeout, timeProvider);
        try
        {
            return await _seam.CallAsync(
                cancellation => AskAsync(systemUser, resource, current, cancellation),
                budget.Token
            );
        }
        catch (OutboundException exception) when (exception is not AuthorizedPartyDirectoryException)
        {
            throw new AuthorizedPartyDirectoryException(exception.Message, exception)
            {
                IsTransient = exception.IsTransient,
                RetryAfter = exception.RetryAfter,
            };
        }
        catch (OperationCanceledException exception)
        {
            throw new AuthorizedPartyDirectoryException("No list of authorized parties came in time.", exception)
            {
                IsTransient = true,
            };
        }
    }

    private async Task<IReadOnlyList<AuthorizedOrganization>> AskAsync(
        SystemUserId systemUser,
        ResourceId resource,
        SystemUserOptions current,
        CancellationToken cancellationToken
    )
    {
        var path = $"{AltinnAddress.AuthorizedParties}?{Query}{Uri.EscapeDataString(resource.ToString())}";
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            AltinnAddress.Combine(AltinnAddress.Of(current), path)
        );
        var subject = new AuthorizedPartyRequest("urn:altinn:systemuser:uuid", systemUser.ToString());
        request.Content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(subject, AuthorizedPartyJson.Default.AuthorizedPartyRequest)
        );
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("Ocp-Apim-Subscription-Key", current.Altinn.SubscriptionKey);
        OwnTokenHandler.Ask(request, Scope, current);
        using var response = await http.SendAsync(request, _service, cancellationToken);
        return Read(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    private static IReadOnlyList<AuthorizedOrganization> Read(HttpStatusCode status, byte[] body)
    {
        if (status != HttpStatusCode.OK)
        {
            throw new AuthorizedPartyDirectoryException(
                status == HttpStatusCode.Forbidden
                    ? $"Altinn answered HTTP 403: the provider's Maskinporten client needs the scope '{Scope}'."
                    : $"Altinn's list of authorized parties answered HTTP {(int)status}."
            );
        }

        try
        {
            return AuthorizedPartyReader.Read(body);
        }
        catch (JsonException exception)
        {
            throw new AuthorizedPartyDirectoryException(
                "Altinn's list of authorized parties cannot be read.",
                exception
            );
        }
    }
}

/// <summary>Whose parties are asked for.</summary>
internal sealed record AuthorizedPartyRequest(string Type, string Value);

/// <summary>Reads the organizations out of access management's list: those that live and that the system user may act for itself, each once.</summary>
internal static class AuthorizedPartyReader
{
    /// <exception cref="JsonException">The list cannot be read.</exception>
    public static IReadOnlyList<AuthorizedOrganization> Read(ReadOnlySpan<byte> utf8)
    {
        var entries =
            JsonSerializer.Deserialize(utf8, AuthorizedPartyJson.Default.AuthorizedPartyEntryArray)
            ?? throw new JsonException("The list of parties is null.");
        var found = new Dictionary<OrganizationNumber, AuthorizedOrganization>();
        Collect(entries, parent: null, found);
        return [.. found.Values.OrderBy(organization => organization.Number.ToString(), StringComparer.Ordinal)];
    }

    private static void Collect(
        AuthorizedPartyEntry?[] entries,
        OrganizationNumber? parent,
        Dictionary<OrganizationNumber, AuthorizedOrganization> found
    )
    {
        foreach (var entry in entries)
        {
            if (
                entry is null
                || entry.IsOtherThanOrganization
                || !OrganizationNumber.TryParse(entry.OrganizationNumber, out var number)
            )
            {
                continue;
            }

            if (entry is { IsDeleted: false, OnlyHierarchyElementWithNoAccess: false })
            {
                // A sub-unit may also be listed by itself; with its main unit it tells more.
                var organization = new AuthorizedOrganization(
                    number,
                    entry.Name ?? string.Empty,
                    entry.UnitType,
                    parent
                );
                if (!found.TryAdd(number, organization) && parent is not null)
                {
                    found[number] = organization;
                }
            }

            Collect(entry.Subunits ?? [], number, found);
        }
    }
}

/// <summary>A party as access management lists it, a person or an organization, with its sub-units.</summary>
/// <param name="Name">The name.</param>
/// <param name="OrganizationNumber">The organization number; absent for persons.</param>
/// <param name="Type"><c>Organization</c>, <c>Person</c> …; Altinn's versions write a word or a number.</param>
/// <param name="UnitType">The organization form.</param>
/// <param name="IsDeleted">Whether the organization is struck off.</param>
/// <param name="OnlyHierarchyElementWithNoAccess">Whether it is listed only for the sake of its sub-units.</param>
/// <param name="Subunits">The sub-units.</param>
internal sealed record AuthorizedPartyEntry(
    string? Name,
    string? OrganizationNumber,
    JsonElement Type,
    string? UnitType,
    bool IsDeleted,
    bool OnlyHierarchyElementWithNoAccess,
    AuthorizedPartyEntry?[]? Subunits
)
{
    /// <summary>Gets whether the entry says that it is something else than an organization.</summary>
    public bool IsOtherThanOrganization =>
        Type.ValueKind == JsonValueKind.String
        && !string.Equals(Type.GetString(), "Organization", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Writes the question and reads the list.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32
)]
[JsonSerializable(typeof(AuthorizedPartyRequest))]
[JsonSerializable(typeof(AuthorizedPartyEntry[]))]
internal sealed partial class AuthorizedPartyJson : JsonSerializerContext;
