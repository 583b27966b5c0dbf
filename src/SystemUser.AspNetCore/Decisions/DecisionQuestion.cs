using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions;

/// <summary>One question to the policy decision point: may this system user use this right for this party?</summary>
/// <param name="PolicyDecisionPoint">The platform's address, so that environments never share an answer.</param>
/// <param name="Subject">The system user.</param>
/// <param name="Party">The organization whose data it is about.</param>
/// <param name="Right">The resource with its extra attributes, and the action.</param>
/// <remarks>The question is also the key of the decision cache: whatever an answer depends on is in it.</remarks>
public readonly record struct DecisionQuestion(
    string PolicyDecisionPoint,
    SystemUserId Subject,
    OrganizationNumber Party,
    SystemUserRight Right
);
