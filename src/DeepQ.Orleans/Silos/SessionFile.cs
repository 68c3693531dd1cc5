using System.Globalization;
using DeepQ.Onnx.Files;

namespace DeepQ.Orleans.Silos;

/// <summary>Remembers the name of a session, and how many learners it has had, beside the checkpoint.</summary>
internal static class SessionFile
{
    /// <summary>Goes on with a session, or begins one.</summary>
    /// <param name="checkpoint">The path of the checkpoint.</param>
    /// <returns>Its name, and the number of this learner, from 1.</returns>
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

    /// <summary>Forgets a session whose shards were ended.</summary>
    public static void End(string checkpoint) => File.Delete(PathOf(checkpoint));

    private static string PathOf(string checkpoint) => $"{checkpoint}.session";
}
