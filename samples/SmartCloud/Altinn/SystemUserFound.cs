namespace SmartCloud.Altinn;

/// <summary>A system user as its vendor sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsDeleted">Whether it has been deleted.</param>
internal sealed record SystemUserFound(Guid Id, bool IsDeleted);
