using System.Text.Json;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>The words of the XACML 3.0 JSON profile and of Altinn's attributes, as questions are written with them.</summary>
/// <remarks>Sources: XACML 3.0 JSON Profile 1.1; Altinn/altinn-authorization, <c>XacmlRequestAttribute</c>.</remarks>
internal static class XacmlNames
{
    public const string StatusPrefix = "urn:oasis:names:tc:xacml:1.0:status:";
    public const string StatusOk = "ok";
    public const string StatusSyntaxError = "syntax-error";
    public const string SystemUser = "urn:altinn:systemuser:uuid";
    public const string Action = "urn:oasis:names:tc:xacml:1.0:action:action-id";
    public const string Resource = "urn:altinn:resource";
    public const string Org = "urn:altinn:org";
    public const string App = "urn:altinn:app";
    public const string Organization = "urn:altinn:organization:identifier-no";

    public static readonly JsonEncodedText Request = JsonEncodedText.Encode("Request");
    public static readonly JsonEncodedText ReturnPolicyIdList = JsonEncodedText.Encode("ReturnPolicyIdList");
    public static readonly JsonEncodedText AccessSubjectCategory = JsonEncodedText.Encode("AccessSubject");
    public static readonly JsonEncodedText ActionCategory = JsonEncodedText.Encode("Action");
    public static readonly JsonEncodedText ResourceCategory = JsonEncodedText.Encode("Resource");
    public static readonly JsonEncodedText MultiRequests = JsonEncodedText.Encode("MultiRequests");
    public static readonly JsonEncodedText RequestReference = JsonEncodedText.Encode("RequestReference");
    public static readonly JsonEncodedText ReferenceId = JsonEncodedText.Encode("ReferenceId");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("Id");
    public static readonly JsonEncodedText Attribute = JsonEncodedText.Encode("Attribute");
    public static readonly JsonEncodedText AttributeId = JsonEncodedText.Encode("AttributeId");
    public static readonly JsonEncodedText Value = JsonEncodedText.Encode("Value");
    public static readonly JsonEncodedText DataType = JsonEncodedText.Encode("DataType");
    public static readonly JsonEncodedText IncludeInResult = JsonEncodedText.Encode("IncludeInResult");
    public static readonly JsonEncodedText StringType = JsonEncodedText.Encode(
        "http://www.w3.org/2001/XMLSchema#string"
    );
}

/// <summary>The two names in the resource id of an Altinn app, <c>app_{org}_{app}</c>.</summary>
/// <remarks>
/// They are sent as two attributes, because the policy decision point cuts the joined id at every underscore and
/// would ask about another app when the app's name holds one.
/// </remarks>
internal readonly ref struct AppResource
{
    private const string Prefix = "app_";

    private AppResource(ReadOnlySpan<char> org, ReadOnlySpan<char> app)
    {
        Org = org;
        App = app;
    }

    public ReadOnlySpan<char> Org { get; }

    public ReadOnlySpan<char> App { get; }

    public static bool TryRead(ResourceId resource, out AppResource app)
    {
        app = default;
        var text = resource.ToString();
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var names = text.AsSpan(Prefix.Length);
        var separator = names.IndexOf('_');
        if (separator <= 0 || separator == names.Length - 1)
        {
            return false;
        }

        app = new AppResource(names[..separator], names[(separator + 1)..]);
        return true;
    }
}
