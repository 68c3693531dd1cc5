using System.Globalization;
using DeepQ.Onnx.Files;

namespace DeepQ.Orleans.Silos;

/// <summary>Stores the identity of a session, and the number of its learners so far, beside the checkpoint.</summary>
internal static class SessionFile
{
    /// <summary>Continues a session, or starts a new one.</summary>
    /// <param name="checkpoint">The path of the checkpoint.</param>
    /// <returns>The identity of the session, and the number of this learner, from 1.</returns>
    public static (string Id, int Life) Begin(string checkpoint)
    {
        string path = PathOf(checkpoint);
        string[] parts = File.Exists(path) ? File.ReadAllText(path).Split(' ') : [];
        (string id, int life) = parts is [{ Length: 32 } before, var number] && int.TryParse(number, CultureInfo.InvariantCulture, out int lives)
            ? (before, lives + 1)
            : (Guid.NewGuid().ToString("N"), 1);
        WholeFile.WriteText(path, string.Create(CultureInfo.InvariantCulture, $"{id} {life}"));
        return (id, life);
    }

    /// <summary>Ends a session, so that the next call starts a new one.</summary>
    public static void End(string checkpoint) => File.Delete(PathOf(checkpoint));

    private static string PathOf(string checkpoint) => $"{checkpoint}.session";
}
