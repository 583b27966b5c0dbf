namespace KravOgBetalingerApi.Data.Entities;

/// <summary>A row that belongs to one party; the context shows and stores it only for parties that it was opened for.</summary>
public interface IPartsdata
{
    /// <summary>The party: an organization number.</summary>
    string Partsidentifikator { get; }
}
