using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>Decides what <c>POST /authorization/api/v1/authorize</c> answers.</summary>
/// <remarks>
/// The wire has checked the subscription key, the Altinn token and its scope, and has answered the requests that no
/// decision can be made about (unreadable, a category without id in a multi-request, companions of the system user).
/// </remarks>
internal interface IDecisionSource
{
    /// <summary>Answers a request, plain or multi.</summary>
    /// <param name="request">The questions in order, and who asks.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>
    /// One result per question in the same order; or a single Indeterminate for them all, as Altinn does when one of
    /// them throws; or a fault of the connection.
    /// </returns>
    ValueTask<PdpAnswer> DecideAsync(PdpRequest request, CancellationToken cancellationToken);

    /// <summary>Is told of a request that the wire has answered with one Indeterminate itself.</summary>
    /// <param name="caller">Who asked.</param>
    /// <param name="why">What is wrong with the request.</param>
    void Note(PdpCaller caller, string why) { }
}
