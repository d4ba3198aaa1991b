using LearningAccount.App.Wording;

namespace LearningAccount.Tests.Portal;

public sealed class NameOrderTests
{
    [Fact]
    public void Names_stand_where_people_look_for_them()
    {
        string[] names = ["Zwart, An", "Érard, Luc", "Claes, Dirk 10", "claes, Dirk 2", "Erard, Zoë", "Faes, Bo", "Eraers, Jan"];
        Assert.Equal(
            ["claes, Dirk 2", "Claes, Dirk 10", "Eraers, Jan", "Érard, Luc", "Erard, Zoë", "Faes, Bo", "Zwart, An"],
            names.Order(NameOrder.Comparer)
        );
        // Sorted by keys, as long lists are, it is the same order.
        Assert.Equal(
            names.Order(NameOrder.Comparer),
            names.OrderBy(
                name => NameOrder.Rules.GetSortKey(name, NameOrder.Options),
                Comparer<System.Globalization.SortKey>.Create(System.Globalization.SortKey.Compare)
            )
        );
    }
}
