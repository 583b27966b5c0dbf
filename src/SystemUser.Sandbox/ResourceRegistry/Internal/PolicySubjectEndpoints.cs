using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>
/// Which roles and access packages open which resources, for whoever looks packages up or keeps a copy. Source:
/// Altinn/altinn-resource-registry, <c>ResourceController</c>.
/// </summary>
internal sealed class PolicySubjectEndpoints(WorldStore store, WireAddress address)
{
    private const string BasePath = "/resourceregistry/api/v1/resource";
    private const string UpdatedPath = BasePath + "/updated";
    private const int MostPairs = 1000;

    private static readonly ValidationFault s_limitInvalid = new(
        "RR.VLD-00008",
        "Limit must be between 1 and 1000.",
        Path: ""
    );

    private static readonly Problem s_subjectsNotFound = new("SANDBOX-00013", 404, "No policy of this id has subjects.")
    {
        Form = ProblemForm.Framework,
    };

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet($"{BasePath}/{{id}}/policy/subjects", GetSubjects);
        endpoints.MapPost($"{BasePath}/bysubjects", FindResourcesAsync);
        endpoints.MapGet(UpdatedPath, GetUpdated);
    }

    private IResult GetSubjects(string id) =>
        store.Current.Policies.Find(id) is { } policy && policy.Subjects.Any(subject => !subject.IsRemoved)
            ? Answers.Ok(
                Whole(policy.Subjects.Where(subject => !subject.IsRemoved).Select(subject => View(subject.Attribute))),
                SubjectJson.Default.Attributes
            )
            : s_subjectsNotFound.ToResult();

    private async Task<IResult> FindResourcesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, SubjectJson.Default.IReadOnlyListString, cancellationToken);
        return body.Match(subjects =>
            Answers.Ok(Whole(ResourcesOf(subjects.ToHashSet(StringComparer.Ordinal))), SubjectJson.Default.Resources)
        );
    }

    private IEnumerable<SubjectResources> ResourcesOf(HashSet<string?> subjects) =>
        from policy in store.Current.Policies.All
        from subject in policy.Subjects
        where !subject.IsRemoved && subjects.Contains(subject.Attribute.Urn)
        orderby policy.ResourceId
        group policy.ResourceId by subject.Attribute into found
        orderby found.Key.Urn
        select new SubjectResources(
            View(found.Key),
            [.. found.Select(id => View(new SubjectAttribute(PdpAttributeIds.Resource, id)))]
        );

    private IResult GetUpdated(HttpRequest request) => ReadPosition(request).Then(ReadPairs).Match(Show);

    private Result<ResultPage<UpdatedPair>> ReadPairs(FeedPosition position)
    {
        var pairs = store
            .Current.Policies.All.SelectMany(policy =>
                policy.Subjects.Select(subject => new UpdatedPair(
                    subject.Attribute.Urn,
                    $"{PdpAttributeIds.Resource}:{policy.ResourceId}",
                    subject.Updated,
                    subject.IsRemoved
                ))
            )
            .Where(position.IsBefore)
            .OrderBy(pair => pair.UpdatedAt)
            .ThenBy(pair => pair.ResourceUrn, StringComparer.Ordinal)
            .ThenBy(pair => pair.SubjectUrn, StringComparer.Ordinal)
            .Take(position.Limit + 1)
            .ToList();
        return pairs.Count <= position.Limit
            ? new ResultPage<UpdatedPair>(new NextPage(null), pairs)
            : new ResultPage<UpdatedPair>(
                new NextPage(LinkPast(pairs[position.Limit - 1], position.Limit)),
                pairs[..position.Limit]
            );
    }

    private string LinkPast(UpdatedPair last, int limit)
    {
        var token = Base64Url.EncodeToString(
            JsonSerializer.SerializeToUtf8Bytes(
                new FeedToken(last.ResourceUrn, last.SubjectUrn),
                FeedJson.Default.FeedToken
            )
        );
        var query = QueryString
            .Create("since", last.UpdatedAt.ToString("O", CultureInfo.InvariantCulture))
            .Add("token", token)
            .Add("limit", limit.ToString(CultureInfo.InvariantCulture));
        return address.At(UpdatedPath + query.ToUriComponent());
    }

    private static IResult Show(ResultPage<UpdatedPair> page) => Answers.Ok(page, SubjectJson.Default.Updated);

    private static Result<FeedPosition> ReadPosition(HttpRequest request)
    {
        var (sinceText, limitText) = (request.QueryText("since"), request.QueryText("limit"));
        var (since, limit) = (DateTimeOffset.MinValue, MostPairs);
        if (
            sinceText is not null
            && !DateTimeOffset.TryParse(
                sinceText,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out since
            )
        )
        {
            return NotValid("since", sinceText);
        }

        if (
            limitText is not null
            && !int.TryParse(limitText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out limit)
        )
        {
            return NotValid("limit", limitText);
        }

        FeedToken? after = null;
        if (request.QueryText("token") is { } token && (after = ReadToken(token)) is null)
        {
            return NotValid("token", token);
        }

        return limit is < 1 or > MostPairs
            ? Problems.Validation(s_limitInvalid)
            : new FeedPosition(since, after?.ResourceUrn ?? "", after?.SubjectUrn ?? "", limit);
    }

    private static FeedToken? ReadToken(string token)
    {
        try
        {
            return
                JsonSerializer.Deserialize(Base64Url.DecodeFromChars(token), FeedJson.Default.FeedToken)
                    is { ResourceUrn: not null, SubjectUrn: not null } read
                ? read
                : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return null;
        }
    }

    private static Problem NotValid(string name, string value) =>
        SandboxProblems.ParameterInvalid.At(name, $"The value '{value}' is not valid.");

    private static ResultPage<T> Whole<T>(IEnumerable<T> rows) => Paging.Whole(rows);

    private static AttributeMatch View(SubjectAttribute attribute) =>
        new(attribute.Type, attribute.Value, attribute.Urn);
}

/// <summary>Where a reader of the changes stands: everything up to it is known.</summary>
internal sealed record FeedPosition(DateTimeOffset Since, string ResourceUrn, string SubjectUrn, int Limit)
{
    public bool IsBefore(UpdatedPair pair)
    {
        int[] order =
        [
            pair.UpdatedAt.CompareTo(Since),
            string.CompareOrdinal(pair.ResourceUrn, ResourceUrn),
            string.CompareOrdinal(pair.SubjectUrn, SubjectUrn),
        ];
        return order.FirstOrDefault(part => part != 0) > 0;
    }
}

/// <summary>What the token of a page of changes holds.</summary>
internal sealed record FeedToken(string ResourceUrn, string SubjectUrn);

/// <summary>That a subject may, or no longer may, use a resource.</summary>
internal sealed record UpdatedPair(string SubjectUrn, string ResourceUrn, DateTimeOffset UpdatedAt, bool Deleted);

/// <summary>The resources that a subject opens.</summary>
internal sealed record SubjectResources(AttributeMatch Subject, IReadOnlyList<AttributeMatch> Resources);

/// <summary>An attribute by type, value and both as a URN.</summary>
internal sealed record AttributeMatch(string Type, string Value, string Urn);

/// <summary>How subjects and their resources are written: without what is not there.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<string?>), TypeInfoPropertyName = "IReadOnlyListString")]
[JsonSerializable(typeof(ResultPage<AttributeMatch>), TypeInfoPropertyName = "Attributes")]
[JsonSerializable(typeof(ResultPage<SubjectResources>), TypeInfoPropertyName = "Resources")]
[JsonSerializable(typeof(ResultPage<UpdatedPair>), TypeInfoPropertyName = "Updated")]
internal sealed partial class SubjectJson : JsonSerializerContext;

/// <summary>How the token of a page is written.</summary>
[JsonSerializable(typeof(FeedToken))]
internal sealed partial class FeedJson : JsonSerializerContext;
