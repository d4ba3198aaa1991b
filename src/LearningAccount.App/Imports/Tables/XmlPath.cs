using System.Globalization;

namespace LearningAccount.App.Imports.Tables;

/// <summary>All elements or attributes of a file that stand under the same names.</summary>
internal sealed class XmlPath
{
    // More names than these and the file is no list.
    private const int MostPaths = 20;
    private readonly Dictionary<string, XmlPath> children = new(StringComparer.Ordinal);
    private readonly string name;
    private readonly Counter counter;
    private long ofThisParent;
    private long parentSeen;

    private XmlPath(string name, XmlPath? parent, Counter counter) => (this.name, Parent, this.counter) = (name, parent, counter);

    public XmlPath? Parent { get; }
    public long Count { get; private set; }

    /// <summary>Several of them stand in one parent.</summary>
    public bool IsRepeated { get; private set; }

    /// <summary>It holds others, so its own text is none.</summary>
    public bool HoldsOthers => children.Count > 0;

    /// <summary>It may be a row: it holds others, and it is neither the file nor its outermost element when that holds rows.</summary>
    public bool IsRow =>
        Parent is not null && HoldsOthers && (Parent.Parent is not null || children.Values.Any(c => !c.HoldsOthers));

    public XmlPath Top => Parent?.Top ?? this;

    /// <summary>The names below the outermost element, such as <c>Worker.Training.Title</c>.</summary>
    public string FullName => Parent?.Parent?.Parent is null ? name : $"{Parent.FullName}.{name}";

    public static XmlPath Root() => new("", null, new());

    public XmlPath Child(string childName, int columns)
    {
        if (!children.TryGetValue(childName, out var child))
        {
            if (++counter.Paths > columns * MostPaths)
            {
                throw Refusal.Of("table.tooManyColumns", "", ("limit", columns.ToString(CultureInfo.InvariantCulture)));
            }
            children.Add(childName, child = new(childName, this, counter));
        }
        return child;
    }

    public void CountOne()
    {
        Count++;
        ofThisParent = parentSeen == Parent!.Count ? ofThisParent + 1 : 1;
        parentSeen = Parent.Count;
        IsRepeated |= ofThisParent > 1;
    }

    public bool IsWithin(XmlPath outer) => Parent is not null && (Parent == outer || Parent.IsWithin(outer));

    /// <summary>All paths below, outer ones first.</summary>
    public IEnumerable<XmlPath> Within() => children.Values.Concat(children.Values.SelectMany(child => child.Within()));

    /// <summary>What a row of this element says: what stands around it, then what stands in it once.</summary>
    public IEnumerable<XmlPath> Columns() => (Parent is null ? [] : Parent.Around(this)).Concat(Once());

    private IEnumerable<XmlPath> Around(XmlPath inner) =>
        (Parent is null ? [] : Parent.Around(this)).Concat(
            children.Values.Where(child => child != inner && !child.IsRepeated).SelectMany(child => child.Once())
        );

    private IEnumerable<XmlPath> Once() =>
        HoldsOthers ? children.Values.Where(child => !child.IsRepeated).SelectMany(child => child.Once()) : [this];

    private sealed class Counter
    {
        public int Paths { get; set; }
    }
}
