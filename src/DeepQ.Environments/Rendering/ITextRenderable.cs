namespace DeepQ.Environments.Rendering;

/// <summary>An environment that can draw its current state as text.</summary>
public interface ITextRenderable
{
    /// <summary>Draws the current state.</summary>
    /// <returns>One line or several, separated by <c>\n</c>, without one at the end.</returns>
    string Render();
}
