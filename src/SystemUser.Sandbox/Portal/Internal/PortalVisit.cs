using SystemUser.Sandbox.Portal.Internal.Texts;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>What every page of one visit knows: who looks at it, in which language, and where.</summary>
internal sealed class PortalVisit(WorldStore store)
{
    public Actor? Actor { get; set; }

    public Language Language { get; set; }

    public bool IsEnglish => Language == Language.English;

    /// <summary>What the visitor did just now (<see cref="Outcomes"/>); the page says it this once.</summary>
    public string? Done { get; set; }

    /// <summary>The organization that the visitor acted for until this page, which is about another.</summary>
    public Organization? SwitchedFrom { get; set; }

    /// <summary>Whether the visitor wants no page to lead on by itself.</summary>
    public bool Stays { get; set; }

    /// <summary>The path and query of the page.</summary>
    public string Address { get; set; } = PortalRoutes.Overview;

    /// <summary>The field that shows that a form came from a page of this visitor's.</summary>
    public string FormTokenName { get; set; } = "";

    public string FormToken { get; set; } = "";

    /// <summary>The world as the page shows it: one moment of it.</summary>
    public WorldState World { get; } = store.Current;

    /// <summary>Whether the visitor may give the organization's rights away.</summary>
    public bool Governs => Actor is { } actor && Authority.Governs(World, actor.Person.Pid, actor.Organization);

    public string Text(string bokmaal, string english) =>
        Language switch
        {
            Language.English => english,
            Language.Nynorsk => Nynorsk.Of(bokmaal),
            _ => bokmaal,
        };

    public string Text(LanguageTexts text)
    {
        var own = Language switch
        {
            Language.English => text.En,
            Language.Nynorsk => text.Nn,
            _ => text.Nb,
        };
        return own is { Length: > 0 } ? own : text.ToString();
    }

    public string OrganizationName(string? number) => World.Organizations.Find(number)?.Name ?? number ?? "";

    public string SystemName(string systemId) =>
        World.Systems.Find(systemId) is { } system ? Text(system.Name) : systemId;
}
