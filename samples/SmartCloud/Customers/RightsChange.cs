using System.Text.Json.Serialization;
using SmartCloud.Altinn;

namespace SmartCloud.Customers;

/// <summary>An attempt to get a customer's system user a further right: one change request and what came of it.</summary>
/// <param name="CorrelationId">SmartCloud's own id of the attempt; new for each, because an answered one is not taken again.</param>
/// <param name="Resource">The resource that the right is to.</param>
/// <param name="Status">Where it stands.</param>
internal sealed record RightsChange(Guid CorrelationId, string Resource, RightsChangeStatus Status)
{
    /// <summary>Gets the id of the change request; <see langword="null"/> until Altinn has answered.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Gets where the customer answers.</summary>
    public Uri? ConfirmUrl { get; init; }

    /// <summary>Gets whether the customer has been asked and has not answered.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is RightsChangeStatus.Waiting && RequestId is not null;

    /// <summary>Gets whether it is not known that Altinn has the request. It is sent again under the same id.</summary>
    [JsonIgnore]
    public bool IsUnsent => Status is RightsChangeStatus.Waiting && RequestId is null;

    /// <summary>Tells whether the customer has given the right to a resource.</summary>
    /// <param name="resource">The resource.</param>
    public bool HasGiven(string? resource) => Status is RightsChangeStatus.Approved && Resource == resource;

    /// <summary>Takes in what Altinn says of the change request.</summary>
    /// <param name="request">The change request.</param>
    public RightsChange After(ChangeRequestAnswer request) =>
        this with
        {
            RequestId = request.Id,
            Status = request.Status switch
            {
                "Accepted" or "NoChangeNeeded" => RightsChangeStatus.Approved,
                "Rejected" or "Denied" => RightsChangeStatus.Refused,
                _ when request.TimedOut || request.Status is "Timedout" => RightsChangeStatus.NotAsked,
                _ => RightsChangeStatus.Waiting,
            },
        };
}
