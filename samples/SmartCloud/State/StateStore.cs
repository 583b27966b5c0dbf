using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCloud.State;

/// <summary>Keeps the state: a change is on the disk before anyone sees it.</summary>
internal sealed class StateStore
{
    private const string FileName = "state.json";
    private readonly StateFolder _folder;
    private readonly Lock _gate = new();
    private volatile SmartCloudState _state;

    /// <summary>Reads the state.</summary>
    /// <param name="folder">The state folder.</param>
    /// <exception cref="InvalidOperationException">The state file is damaged.</exception>
    public StateStore(StateFolder folder)
    {
        _folder = folder;
        var text = folder.ReadText(FileName);
        IsNew = text is null;
        _state = text is null ? new SmartCloudState() : Parse(text);
    }

    /// <summary>Gets whether there was no state when SmartCloud started.</summary>
    public bool IsNew { get; }

    /// <summary>Gets the state as of now.</summary>
    public SmartCloudState Current => _state;

    /// <summary>Changes the state.</summary>
    /// <param name="change">Gives the new state from the old; called once, while nobody else changes it.</param>
    public void Update(Func<SmartCloudState, SmartCloudState> change)
    {
        lock (_gate)
        {
            var changed = change(_state);
            _folder.Write(FileName, JsonSerializer.SerializeToUtf8Bytes(changed, StateJson.Default.SmartCloudState));
            _state = changed;
        }
    }

    private SmartCloudState Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, StateJson.Default.SmartCloudState) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"The state file '{_folder.PathOf(FileName)}' is damaged. Restore it from a backup; or move it away and "
                    + "start again, and the customers must be connected anew.",
                exception
            );
        }
    }
}

/// <summary>Reads and writes the state file.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SmartCloudState))]
internal sealed partial class StateJson : JsonSerializerContext;
