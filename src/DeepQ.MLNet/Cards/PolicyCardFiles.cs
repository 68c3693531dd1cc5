using System.Text.Json;
using System.Xml.Linq;
using DeepQ.Onnx.Files;

namespace DeepQ.MLNet.Cards;

/// <summary>Writes the forms of a card beside its policy file.</summary>
internal static class PolicyCardFiles
{
    public static void Write(string modelPath, PolicyCard card)
    {
        string picturePath = Path.ChangeExtension(modelPath, ".card.svg");
        XDocument? picture = PolicyCardPicture.Draw(card);
        // The picture of an earlier card would show another policy.
        if (picture is null)
            File.Delete(picturePath);
        else
            WholeFile.Write(picturePath, picture.Save);
        WholeFile.WriteText(
            Path.ChangeExtension(modelPath, ".card.md"),
            PolicyCardMarkdown.Render(card, picture is null ? null : Path.GetFileName(picturePath)));
        WholeFile.WriteText(
            Path.ChangeExtension(modelPath, ".card.json"),
            JsonSerializer.Serialize(card, PolicyCardJson.Default.PolicyCard) + "\n");
    }
}
