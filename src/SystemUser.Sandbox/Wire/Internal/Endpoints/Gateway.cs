using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>The gateway before Altinn's services, which checks the subscription key and nothing else.</summary>
internal static class Gateway
{
    private const string KeyHeader = "Ocp-Apim-Subscription-Key";

    /// <summary>The 401 for a call that does not get through; <see langword="null"/> if it does.</summary>
    public static IResult? Refuse(HttpRequest request, IServiceOwners serviceOwners)
    {
        var key = request.Headers[KeyHeader].ToString();
        if (serviceOwners.KnowsSubscriptionKey(key))
        {
            return null;
        }

        var message = $"Access denied due to {(key.Length == 0 ? "missing" : "invalid")} subscription key.";
        CallNotes.Of(request.HttpContext).Refuse("gateway", $"{message} It goes in the header {KeyHeader}.");
        return Answers.Ok(
            new JsonObject { ["statusCode"] = StatusCodes.Status401Unauthorized, ["message"] = message },
            StatusCodes.Status401Unauthorized
        );
    }
}
