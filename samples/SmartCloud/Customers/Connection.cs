using System.Text.Json.Serialization;
using SmartCloud.Altinn;

namespace SmartCloud.Customers;

/// <summary>An attempt to connect a customer: one system-user request and what came of it.</summary>
/// <param name="ExternalRef">
/// SmartCloud's own name for the attempt. It is new for each, because Altinn takes no second request under a name that
/// was answered; and it must be given again with every token request.
/// </param>
/// <param name="Status">Where it stands.</param>
internal sealed record Connection(string ExternalRef, ConnectionStatus Status)
{
    /// <summary>Gets the id of the request; <see langword="null"/> until Altinn has answered.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Gets where the customer answers.</summary>
    public Uri? ConfirmUrl { get; init; }

    /// <summary>Gets when Altinn was last asked.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Gets whether the request timed out unanswered.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Gets the latest attempt to get the system user a further right, or <see langword="null"/> if there is none.</summary>
    public RightsChange? Change { get; init; }

    /// <summary>Gets whether it is not known that Altinn has the request. It is sent again under the same name.</summary>
    [JsonIgnore]
    public bool IsUnsent => Status is ConnectionStatus.Waiting && RequestId is null;

    /// <summary>Takes in what Altinn says of the request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">When it said so.</param>
    public Connection After(SystemUserRequestAnswer request, DateTimeOffset now)
    {
        var timedOut = request.TimedOut || request.Status is "Timedout";
        return this with
        {
            RequestId = request.Id,
            CheckedAt = now,
            TimedOut = timedOut,
            Status = request.Status switch
            {
                "Accepted" => ConnectionStatus.Connected,
                "Rejected" or "Denied" => ConnectionStatus.Refused,
                _ when timedOut => ConnectionStatus.NotConnected,
                _ => ConnectionStatus.Waiting,
            },
        };
    }
}
